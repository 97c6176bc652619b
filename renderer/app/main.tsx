import './without-eval.ts';
import './style-nonce.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { connectWindow } from '../engine/connection.ts';
import { rememberPlace } from '../state/place.ts';
import { App } from './App.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root element');
rememberPlace();
createRoot(root).render(
  <StrictMode>
    <App connection={connectWindow(window.bridge)} />
  </StrictMode>,
);
