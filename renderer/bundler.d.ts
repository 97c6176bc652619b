/** What the bundler makes of these imports: the address of a file that is served, and a worker of the page's own origin. */
declare module '*?url' {
  const address: string;
  // biome-ignore lint/style/noDefaultExport: so the bundler gives it
  export default address;
}
declare module '*?worker' {
  const PageWorker: new () => Worker;
  // biome-ignore lint/style/noDefaultExport: so the bundler gives it
  export default PageWorker;
}
