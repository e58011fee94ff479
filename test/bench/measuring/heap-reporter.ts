// Loaded before the mock's own code, by who measures it: tells how much of its heap is in use when asked.
process.on('message', () => process.send?.(process.memoryUsage().heapUsed));
// Who only answers keeps no process alive.
process.channel?.unref();
