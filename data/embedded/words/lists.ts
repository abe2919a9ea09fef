/** How word tables are written: one string, words apart by spaces or phrases apart by bars. */

export const words = (text: string): readonly string[] => text.trim().split(/\s+/);

export const phrases = (text: string): readonly string[] => text.split('|').map((s) => s.trim());
