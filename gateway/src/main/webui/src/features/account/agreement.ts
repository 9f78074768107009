/** What somebody types who wants their data deleted. */
export const wordToType = 'delete';

export const agrees = (typed: string): boolean => typed.trim().toLowerCase() === wordToType;
