/** What happens when a bot has reached the place of its goal, by GoalKind. */
import { arriveAuction } from '../auction/auction-goals.js';
import { arriveKill } from '../combat/hunt.js';
import { arriveCorpse } from '../combat/recover.js';
import { arrivePump } from '../economy/pumps.js';
import { arriveMailbox } from '../mail/mail-goals.js';
import { arriveAccept, arriveEscort, arriveExplore, arriveHub, arriveTalk, arriveTurnIn, arriveUseObject } from '../quest/arrivals.js';
import { arriveTrain } from '../training/train-goals.js';
import { arriveMeet } from '../trade/meet.js';
import { arriveBuy } from '../vendor/buy-goal.js';
import { arriveRepair, arriveVendor } from '../vendor/vendor-goals.js';
import { clearGoal } from './goals.js';
import type { World } from '../world.js';
import type { Arrive } from './goals.js';

/** A new place: the count of what was hunted for its own sake begins again. */
function comeToHub(world: World, bot: number): void {
  world.set(world.c.fight.f.stint, bot, 0);
  arriveHub(world, bot);
}

export const ARRIVALS: readonly Arrive[] = [
  /* none */ clearGoal,
  /* kill */ arriveKill,
  /* useObject */ arriveUseObject,
  /* accept */ arriveAccept,
  /* turnIn */ arriveTurnIn,
  /* talk */ arriveTalk,
  /* explore */ arriveExplore,
  /* escort */ arriveEscort,
  /* vendor */ arriveVendor,
  /* auction */ arriveAuction,
  /* mailbox */ arriveMailbox,
  /* hub */ comeToHub,
  /* meet */ arriveMeet,
  /* corpse */ arriveCorpse,
  /* grind */ arriveKill,
  /* repair */ arriveRepair,
  /* buy */ arriveBuy,
  /* pump */ arrivePump,
  /* train */ arriveTrain,
];
