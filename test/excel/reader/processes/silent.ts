/** A reader that has gone into an endless loop: it answers nothing and cannot be asked to end. */
process.on('message', () => {
  for (;;) Math.random();
});
