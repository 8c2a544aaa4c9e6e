import type { PolicyRule } from '../rule.ts'
import { adminExceptionIsShort } from './admin-exception-is-short.ts'
import { adminOnlyByException } from './admin-only-by-exception.ts'
import { analystOnlyViews } from './analyst-only-views.ts'
import { assetHasPeople } from './asset-has-people.ts'
import { assetIsOfTheBusiness } from './asset-is-of-the-business.ts'
import { billingHoldsNoAdAccount } from './billing-holds-no-ad-account.ts'
import { clientOwnsItsAssets } from './client-owns-its-assets.ts'
import { conversionsBySystemUser } from './conversions-by-system-user.ts'
import { directShareIsShort } from './direct-share-is-short.ts'
import { emailIsOurs } from './email-is-ours.ts'
import { exceptionIsCurrent } from './exception-is-current.ts'
import { exceptionIsExplained } from './exception-is-explained.ts'
import { exceptionIsShort } from './exception-is-short.ts'
import { fewAdmins } from './few-admins.ts'
import { financeRoleOnlyForBilling } from './finance-role-only-for-billing.ts'
import { functionWithinTable } from './function-within-table.ts'
import { instagramIsLinked } from './instagram-is-linked.ts'
import { mediaAndBillingAreApart } from './media-and-billing-are-apart.ts'
import { nameFollowsConvention } from './name-follows-convention.ts'
import { noSecrets } from './no-secrets.ts'
import { noSharedMailbox } from './no-shared-mailbox.ts'
import { oneIdentityOnePerson } from './one-identity-one-person.ts'
import { partnerGrantIsNeeded } from './partner-grant-is-needed.ts'
import { partnerGrantWithinPackage } from './partner-grant-within-package.ts'
import { personWithinFunction } from './person-within-function.ts'
import { personWithinPartnerGrant } from './person-within-partner-grant.ts'
import { pixelIsLinked } from './pixel-is-linked.ts'
import { preflightIsComplete } from './preflight-is-complete.ts'
import { reviewIsRecent } from './review-is-recent.ts'
import { spendIsDeclared } from './spend-is-declared.ts'
import { systemUserIsNoAdmin } from './system-user-is-no-admin.ts'

/** Every policy rule, in the order of the catalogue. The engine and `check` run the same ones. */
export const POLICY_RULES: readonly PolicyRule[] = [
  adminOnlyByException,
  adminExceptionIsShort,
  exceptionIsShort,
  exceptionIsExplained,
  exceptionIsCurrent,
  personWithinFunction,
  personWithinPartnerGrant,
  partnerGrantWithinPackage,
  partnerGrantIsNeeded,
  assetHasPeople,
  directShareIsShort,
  billingHoldsNoAdAccount,
  financeRoleOnlyForBilling,
  mediaAndBillingAreApart,
  analystOnlyViews,
  conversionsBySystemUser,
  systemUserIsNoAdmin,
  fewAdmins,
  emailIsOurs,
  noSharedMailbox,
  oneIdentityOnePerson,
  noSecrets,
  preflightIsComplete,
  assetIsOfTheBusiness,
  clientOwnsItsAssets,
  pixelIsLinked,
  instagramIsLinked,
  nameFollowsConvention,
  reviewIsRecent,
  spendIsDeclared,
  functionWithinTable,
]
