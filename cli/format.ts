/** Figures as people read them. */
import { FRAMES_PER_SECOND } from '../systems/world.js';

const COPPER_PER_SILVER = 100;
const COPPER_PER_GOLD = 10_000;
/** From here on silver and copper are noise. */
const WHOLE_GOLD_FROM = 100 * COPPER_PER_GOLD;

/** 1234567 -> 1,234,567. */
export function count(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 0 });
}

/** A figure with a few digits: 0.034, 1.25, 12.3, 1,234. */
export function figure(value: number): string {
  if (Number.isInteger(value) || Math.abs(value) >= 100) return count(value);
  return value.toLocaleString('en-US', { maximumSignificantDigits: 3 });
}

/** 1234567 copper -> 123g 45s 67c; large sums in whole gold. */
export function money(copper: number): string {
  const sign = copper < 0 ? '-' : '';
  const all = Math.abs(Math.round(copper));
  if (all >= WHOLE_GOLD_FROM) return `${sign}${count(Math.round(all / COPPER_PER_GOLD))}g`;
  const gold = Math.floor(all / COPPER_PER_GOLD);
  const silver = Math.floor((all % COPPER_PER_GOLD) / COPPER_PER_SILVER);
  const rest = all % COPPER_PER_SILVER;
  if (gold > 0) return `${sign}${gold}g ${silver}s ${rest}c`;
  return silver > 0 ? `${sign}${silver}s ${rest}c` : `${sign}${rest}c`;
}

/** Share of a whole in percent. */
export function percent(part: number, whole: number): string {
  return whole === 0 ? '-' : `${((100 * part) / whole).toFixed(1)}%`;
}

export function bytes(size: number): string {
  if (size < 1000) return `${size} bytes`;
  if (size < 1e6) return `${(size / 1e3).toFixed(0)} KB`;
  return size < 1e9 ? `${(size / 1e6).toFixed(1)} MB` : `${(size / 1e9).toFixed(2)} GB`;
}

/** Simulated time of a number of frames: 45 s, 30 min, 2 h 5 min. */
export function simulatedTime(frames: number): string {
  return duration(frames / FRAMES_PER_SECOND);
}

export function duration(seconds: number): string {
  if (seconds < 60) return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`;
  const minutes = Math.floor(seconds / 60);
  const rest = Math.round(seconds % 60);
  if (minutes < 60) return rest === 0 ? `${minutes} min` : `${minutes} min ${rest} s`;
  const hours = Math.floor(minutes / 60);
  return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
}

export function milliseconds(value: number): string {
  return `${value < 10 ? value.toFixed(2) : value.toFixed(1)} ms`;
}

/** `auction_house` -> `auction house`. */
export function words(name: string): string {
  return name.replaceAll('_', ' ');
}

/** `1 bot`, `2 bots`. */
export function plural(n: number, one: string, many = `${one}s`): string {
  return `${count(n)} ${n === 1 ? one : many}`;
}

/** Text broken into lines of at most `width` characters, the lines after the first indented. */
export function wrap(text: string, width: number, indent = ''): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const room = lines.length === 0 ? width : width - indent.length;
    if (line !== '' && line.length + 1 + word.length > room) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].join(`\n${indent}`);
}
