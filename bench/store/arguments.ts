/** The command line of a bench. */
export const args = process.argv.slice(2);

/** The number after a flag, or what holds without it. */
export function argument(name: string, otherwise: number): number {
  const at = args.indexOf(name);
  return at < 0 ? otherwise : Number(args[at + 1]);
}
