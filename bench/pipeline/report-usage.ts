/**
 * Loaded into a measured process before its own code: tells the parent, when asked, what the process has used so far,
 * and ends it when the parent is gone. The channel to the parent keeps nothing alive.
 */
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ cpuMicroseconds: user + system, peakKibibytes: process.resourceUsage().maxRSS });
});
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();
