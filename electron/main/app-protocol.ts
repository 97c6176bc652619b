/**
 * Serves the window's files under `app://`. The table of files is made once at start; a request is looked up in it
 * and never becomes a path. In development the same addresses are answered by the development server, so that the
 * page has the same origin and, but for that server, the same content security policy.
 */
import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { protocol, type Session } from 'electron';
import { appOrigin } from '#shared/bridge/window-bridge.ts';
import { contentSecurityPolicy } from './content-security-policy.ts';

const { protocol: schemeColon, host } = new URL(appOrigin);
const scheme = schemeColon.slice(0, -1);

/** Stands in the built page wherever the nonce of a load belongs; `electron.vite.config.ts` puts it there. */
const noncePlaceholder = '__CSP_NONCE__';

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** Must be called before Electron is ready. */
export const registerAppScheme = (): void => {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
};

/** Ending of a file that lies compressed (`scripts/compress-late-files.ts`); it is asked for without it. */
const compressedEnding = '.br';
const unpack = promisify(brotliDecompress);

/** Every file below the folder by the address that it is asked for with. */
export const listFiles = (folder: string): Map<string, string> => {
  const table = new Map<string, string>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    const address = `/${path.relative(folder, file).split(path.sep).join('/')}`;
    table.set(
      address.endsWith(compressedEnding) ? address.slice(0, -compressedEnding.length) : address,
      file,
    );
  }
  const page = table.get('/index.html');
  if (page !== undefined) table.set('/', page);
  return table;
};

const newNonce = (): string => randomBytes(16).toString('base64');

const securityHeaders = (nonce: string, devServer: string | null): Record<string, string> => ({
  'Content-Security-Policy': contentSecurityPolicy(nonce, devServer),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
});

const refuse = (status: number): Response => new Response(null, { status });

const respond = (body: Buffer | string, type: string, devServer: string | null): Response => {
  const nonce = newNonce();
  const isPage = type.startsWith('text/html');
  return new Response(
    isPage ? body.toString().replaceAll(noncePlaceholder, nonce) : new Uint8Array(Buffer.from(body)),
    {
      headers: { 'Content-Type': type, ...securityHeaders(nonce, devServer) },
    },
  );
};

/**
 * @param folder of the built window; not read when there is a development server
 * @param devServer origin of the development server, null in a build
 */
export const serveApp = (session: Session, folder: string, devServer: string | null): void => {
  const table = devServer === null ? listFiles(folder) : new Map<string, string>();

  const fromDevServer = async (origin: string, url: URL, accept: string): Promise<Response> => {
    // Node's own client: Electron's would pass through the session, which refuses every address but the program's.
    const answer = await fetch(`${origin}${url.pathname}${url.search}`, { headers: { accept } });
    const type = answer.headers.get('content-type') ?? 'application/octet-stream';
    if (!answer.ok) return refuse(answer.status);
    return respond(Buffer.from(await answer.arrayBuffer()), type, devServer);
  };

  // Nothing of this computer is read by its address.
  session.protocol.handle('file', () => refuse(403));
  session.protocol.handle(scheme, async (request) => {
    const url = new URL(request.url);
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405);
    if (url.host !== host) return refuse(404);
    if (devServer !== null) {
      // A style sheet is asked for with another answer in mind than a module that brings one.
      return fromDevServer(devServer, url, request.headers.get('accept') ?? '*/*');
    }
    const file = table.get(url.pathname);
    if (file === undefined) return refuse(404);
    const stored = await readFile(file);
    return respond(
      file.endsWith(compressedEnding) ? await unpack(stored) : stored,
      contentTypes[path.extname(url.pathname === '/' ? file : url.pathname)] ?? 'application/octet-stream',
      devServer,
    );
  });
};
