/** What this process has used: processor seconds of all its threads, and the most megabytes that it ever had in memory. */
export const used = (): { readonly cpu: number; readonly memory: number } => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  return { cpu: (userCPUTime + systemCPUTime) / 1e6, memory: maxRSS / 1024 };
};
