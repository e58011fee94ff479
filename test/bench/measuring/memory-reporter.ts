// Loaded before the mock's own code, by who measures it: tells what its heap and its buffers take when asked.
process.on('message', () => {
  const { heapUsed, external } = process.memoryUsage();
  process.send?.({ heapUsed, external });
});
// Who only answers keeps no process alive.
process.channel?.unref();
