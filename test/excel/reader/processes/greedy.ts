/** A reader that takes memory outside the JavaScript heap, where no limit of Node's holds it. */
const held: Buffer[] = [];
process.on('message', () => {
  setInterval(() => held.push(Buffer.alloc(16 * 1024 * 1024, 1)), 5);
});
