/** Arguments that are numbers. */
import { UserError } from '../engine/errors.js';

/** A whole number from `min` to `max`, or one clear line. */
export function wholeNumber(option: string, min: number, max: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() !== '' && Number.isInteger(value) && value >= min && value <= max) return value;
    throw new UserError('bad-number', `${option} is '${text}', expected a whole number from ${min} to ${max}`);
  };
}

/** A number above 0, up to `max`. */
export function positiveNumber(option: string, max: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() !== '' && value > 0 && value <= max) return value;
    throw new UserError('bad-number', `${option} is '${text}', expected a number above 0, at most ${max}`);
  };
}

/** A share from 0 to 1. */
export function share(option: string): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() !== '' && value >= 0 && value <= 1) return value;
    throw new UserError('bad-number', `${option} is '${text}', expected a number from 0 to 1`);
  };
}

/** For options that may be given several times. */
export function collect(text: string, before: readonly string[] | undefined): string[] {
  return [...(before ?? []), text];
}
