import { assetsAreListedOnce, assetsAreOfTheClient, businessesAreNotOurs } from './assets.ts'
import { clientsAreNamedLikeTheirFiles, packagesAreKnown } from './clients.ts'
import { datesAreAhead } from './dates.ts'
import { peopleFitThePartnerLevel } from './grants.ts'
import { chosenLevelsAreOffered, exceptionLevelsExist, partnerLevelsAreKnown } from './levels.ts'
import { membersAreKnownAndInTheirFunction, membersAreListedOnce, teamFunctionsAreKnown } from './members.ts'
import { peopleAreOurs } from './people.ts'
import type { ModelRule } from './rule.ts'

/** The checks across files that must pass before anybody plans. */
export const RULES: readonly ModelRule[] = [
  clientsAreNamedLikeTheirFiles,
  packagesAreKnown,
  businessesAreNotOurs,
  assetsAreListedOnce,
  assetsAreOfTheClient,
  peopleAreOurs,
  teamFunctionsAreKnown,
  membersAreKnownAndInTheirFunction,
  membersAreListedOnce,
  partnerLevelsAreKnown,
  exceptionLevelsExist,
  chosenLevelsAreOffered,
  peopleFitThePartnerLevel,
  datesAreAhead,
]
