/** The vocabularies of stored codes, from the components. */
import { BOT_STATE_NAMES, MAIL_KIND_NAMES, QUEST_STATUS_NAMES, TRADE_STATE_NAMES } from '../../components/index.js';
import type { WorldContent } from '../../data/content.js';
import type { CodeWords, RecordWords } from './tables.js';

function numbered(words: readonly string[], from = 0): CodeWords {
  return words.map((word, code) => [code, word] as const).filter(([code]) => code >= from);
}

/** Statuses that take a quest out of the log have no word in `quest_at`. */
export const QUEST_IN_LOG_LAST = 3;

export function recordWords(content: WorldContent): RecordWords {
  return {
    botStates: numbered(BOT_STATE_NAMES),
    sides: numbered(['alliance', 'horde', 'neutral']),
    questStatuses: numbered(QUEST_STATUS_NAMES, 1),
    auctionHouses: content.auctionHouses.name.map((name, i) => [content.auctionHouses.id[i]!, name] as const),
    mailKinds: numbered(MAIL_KIND_NAMES),
    tradeResults: numbered(TRADE_STATE_NAMES, 1),
  };
}
