/** A reader that ends by itself without a word. */
process.on('message', () => process.exit(134));
