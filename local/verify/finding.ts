/** What is wrong with a folder, told in Chinese: where, and what was expected instead of what is there. */
export type Tell = (where: string, what: string) => void;
