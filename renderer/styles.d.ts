/** A style sheet belongs to the module that imports it; the bundler links it into the page. */
declare module '*.css';
