/** Auctions and letters as of a frame, and trades. */
import type { StoredView } from '../../engine/store/table-spec.js';
import { AUCTION_STATUS_WORDS, enumeration, MAIL_STATUS_WORDS, type RecordWords } from './tables.js';
import { FRAME_DOC, ITEM_NAME, latest, view, wordOf } from './view-parts.js';

export function auctionView(words: RecordWords): StoredView {
  const open = latest('auction_row', 's', ['auction_uid'], ITEM_NAME, 's.status = 1');
  return view(
    'auction_at',
    'Open auctions, as of a frame.',
    [
      ['frame', 'f.frame', FRAME_DOC],
      ['auction_uid', 's.auction_uid', 'the auction'],
      ['house', wordOf('s.house_id', words.auctionHouses), `auction house: ${enumeration(words.auctionHouses)} (the word is shown)`],
      ['seller_uid', 's.seller_uid', 'seller'],
      ['bidder_uid', 's.bidder_uid', 'highest bidder; 0 = none'],
      ['item_uid', 's.item_uid', 'item instance'],
      ['item_id', 's.item_id', 'kind of item'],
      ['stack_count', 's.stack_count', 'items in the stack'],
      ['start_bid_copper', 's.start_bid_copper', 'lowest first bid, copper'],
      ['current_bid_copper', 's.current_bid_copper', 'highest bid, copper; 0 = none'],
      ['buyout_copper', 's.buyout_copper', 'price to end it at once, copper; 0 = not offered'],
      ['deposit_copper', 's.deposit_copper', 'deposit, copper'],
      ['expires_frame', 's.expires_frame', 'frame in which it ends'],
      ['item_name', 'n.name', 'name of the item'],
      ['status', wordOf('s.status', AUCTION_STATUS_WORDS), 'always open; ended ones are in auction_row'],
    ],
    open.closed,
    open.live,
  );
}

/** Names of the further things in letters, by one pass: a letter keeps all of them until it is closed. */
const FURTHER_THINGS = `LEFT JOIN (SELECT t.holder_uid, group_concat(t.stack_count || ' x ' || coalesce(i.name, 'item ' || t.item_id), ', ' ORDER BY t.rowid) AS things
  FROM stash_row t LEFT JOIN item_name i ON i.item_id = t.item_id
  WHERE t.stack_count > 0 AND t.holder_uid IN (SELECT mail_uid FROM mail_row) GROUP BY t.holder_uid) more ON more.holder_uid = s.mail_uid`;

export function mailView(words: RecordWords): StoredView {
  const joins = words.manyInLetters ? `${ITEM_NAME} ${FURTHER_THINGS}` : ITEM_NAME;
  const waiting = latest('mail_row', 's', ['mail_uid'], joins, 's.status = 1');
  return view(
    'mail_at',
    'Letters under way or waiting to be collected, as of a frame.',
    [
      ['frame', 'f.frame', FRAME_DOC],
      ['mail_uid', 's.mail_uid', 'the letter'],
      ['kind', wordOf('s.kind', words.mailKinds), `kind: ${enumeration(words.mailKinds)} (the word is shown)`],
      ['from_uid', 's.from_uid', 'sender; 0 = none'],
      ['to_uid', 's.to_uid', 'receiver'],
      ['money_copper', 's.money_copper', 'money enclosed, copper'],
      ['item_uid', 's.item_uid', 'item instance enclosed (the first); 0 = none'],
      ['item_id', 's.item_id', 'kind of item; 0 = none'],
      ['item_name', 'n.name', 'name of the item'],
      ['stack_count', 's.stack_count', 'items in the stack'],
      ['cod_copper', 's.cod_copper', 'to pay on delivery, copper'],
      ['deliver_frame', 's.deliver_frame', 'frame in which it can be collected'],
      ['expires_frame', 's.expires_frame', 'frame in which it goes back or away'],
      [
        'status',
        `CASE WHEN f.frame < s.deliver_frame THEN 'under way' ELSE ${wordOf('s.status', MAIL_STATUS_WORDS)} END`,
        'under way or waiting; others are in mail_row',
      ],
      ['further_items', words.manyInLetters ? 'more.things' : 'NULL', 'what else is in it (rules wotlk), or NULL'],
    ],
    waiting.closed,
    waiting.live,
  );
}

export function tradeView(words: RecordWords): StoredView {
  const given = (giver: string): string =>
    `(SELECT group_concat(i.stack_count || ' x ' || coalesce(n.name, 'item ' || i.item_id), ', ') FROM trade_item i
  LEFT JOIN item_name n ON n.item_id = i.item_id WHERE i.trade_uid = t.trade_uid AND i.giver_uid = ${giver})`;
  return view(
    'trade',
    'Trades between two, when they ended.',
    [
      ['frame', 't.frame', 'frame in which it ended'],
      ['trade_uid', 't.trade_uid', 'the trade'],
      ['from_uid', 't.from_uid', 'who opened it'],
      ['to_uid', 't.to_uid', 'the other'],
      ['from_copper', 't.from_copper', 'money given by from_uid, copper'],
      ['to_copper', 't.to_copper', 'money given by to_uid, copper'],
      ['result', wordOf('t.result', words.tradeResults), `result: ${enumeration(words.tradeResults)} (the word is shown)`],
      ['from_items', given('t.from_uid'), 'what from_uid gave, or NULL'],
      ['to_items', given('t.to_uid'), 'what to_uid gave, or NULL'],
    ],
    'FROM trade_row t',
  );
}
