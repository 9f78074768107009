/** A number that draws questions; small enough to be read out. */
export const newSeed = (): number => 1 + Math.floor(Math.random() * 999_999);

/** The seed of an address; `undefined` for none, or for what is none. */
export function readSeed(params: URLSearchParams): number | undefined {
  const seed = Number(params.get('seed') ?? Number.NaN);
  return Number.isSafeInteger(seed) ? seed : undefined;
}
