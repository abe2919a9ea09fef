/** The vocabularies of stored codes, from the components. */
import { BOT_STATE_NAMES, MAIL_KIND_NAMES, QUEST_STATUS_NAMES, TRADE_STATE_NAMES } from '../../components/index.js';
import { LOOT_REASONS } from '../loot/should-loot.js';
import { REJECTIONS } from '../quest/explain-choice.js';
import { FACTORS } from '../quest/scoring.js';
import type { WorldInputs } from '../world.js';
import { rulesOf } from '../world.js';
import type { CodeWords, RecordWords } from './tables.js';

function numbered(words: readonly string[], from = 0): CodeWords {
  return words.map((word, code) => [code, word] as const).filter(([code]) => code >= from);
}

/** Last status of a quest that is in the log: those that take it out have no word, so `quest_at` does not show them. */
export const QUEST_IN_LOG_LAST = 3;

export function recordWords(inputs: Pick<WorldInputs, 'content' | 'options'>): RecordWords {
  const { content } = inputs;
  return {
    botStates: numbered(BOT_STATE_NAMES),
    sides: numbered(['alliance', 'horde', 'neutral']),
    questStatuses: numbered(QUEST_STATUS_NAMES, 1).filter(([code]) => code <= QUEST_IN_LOG_LAST),
    auctionHouses: content.auctionHouses.name.map((name, i) => [content.auctionHouses.id[i]!, name] as const),
    mailKinds: numbered(MAIL_KIND_NAMES),
    manyInLetters: rulesOf(inputs).mailAttachmentLimit > 1,
    tradeResults: numbered(TRADE_STATE_NAMES, 1),
    lootReasons: numbered(LOOT_REASONS),
    questRejections: numbered(REJECTIONS, 1),
    questFactors: FACTORS,
  };
}
