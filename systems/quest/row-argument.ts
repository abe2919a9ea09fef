/** A quest and one of its objectives in one number, for the argument of a goal. */
import { MAX_OBJECTIVES } from '../../components/quest.js';

export function rowArgument(quest: number, row: number): number {
  return quest * MAX_OBJECTIVES + row;
}
export function questOfArgument(argument: number): number {
  return Math.floor(argument / MAX_OBJECTIVES);
}
export function rowOfArgument(argument: number): number {
  return argument % MAX_OBJECTIVES;
}
