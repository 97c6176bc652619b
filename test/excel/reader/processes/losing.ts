/** A reader that hands over fewer rows than it says the file has. */
process.on('message', () => {
  process.send?.({
    type: 'batch',
    items: [
      { type: 'sheet', sheet: { name: '表1', index: 0, state: 'visible', merges: [] }, rows: 2 },
      { type: 'rows', rows: { sheet: '表1', text: '甲', numbers: Uint32Array.of(1, 0, 1, 16, 1) } },
      { type: 'end', rowsInXml: 2 },
    ],
  });
});
