/** The window's content security policy: nothing but the program's own files, and no script made at run time. */

/**
 * @param nonce of this load, for style elements that the page makes itself
 * @param devServer origin of the development server, null in a build
 */
export const contentSecurityPolicy = (nonce: string, devServer: string | null): string => {
  // The development server puts one script of its own into the page and speaks over a web socket.
  const devScript = devServer === null ? '' : ` 'nonce-${nonce}'`;
  const devSocket = devServer === null ? '' : ` ${devServer.replace(/^http/, 'ws')}`;
  return [
    "default-src 'none'",
    `script-src 'self'${devScript}`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${devSocket}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
};
