const pageBytes = 65_536;

/**
 * Bounds what WebAssembly may take. Whoever asks for more is refused by an error, and may ask for less: for a bit more
 * memory Emscripten first asks for a fifth more, then for a tenth, then for what it needs. So only a refusal that
 * nothing followed says that there was not enough.
 */
export class MemoryBound {
  private refused = false;

  constructor(private readonly bytes: number) {}

  /** The last that was asked for could not be had. */
  get reached(): boolean {
    return this.refused;
  }

  /** In this realm, for all memory from now on. @returns what takes the bound away */
  set(): () => void {
    const { prototype } = WebAssembly.Memory;
    const grow = prototype.grow;
    const mayGrow = (memory: WebAssembly.Memory, pages: number) => {
      this.refused = memory.buffer.byteLength + pages * pageBytes > this.bytes;
      return !this.refused;
    };
    prototype.grow = function (this: WebAssembly.Memory, pages: number): number {
      if (!mayGrow(this, pages)) {
        throw new RangeError('The program wants more memory than a run gets.');
      }
      return grow.call(this, pages);
    };
    return () => {
      prototype.grow = grow;
    };
  }
}
