/** The most that this process ever had in memory, in megabytes. */
export const peakMemory = (): number => process.resourceUsage().maxRSS / 1024;
