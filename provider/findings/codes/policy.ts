import type { Entry } from '../finding.ts'

/**
 * A rule of policies/rules: "error" is mandatory and "warning" advisory by default (access/policy.yaml may say another).
 * `firm` rules take no exception from a client's file.
 */
type PolicyEntry = Entry & { readonly firm?: true }

/** What each policy rule finds, by the id of the rule. Why it is a rule stands with it, in policies/rules. */
export const POLICY_RULE_FINDINGS = {
  'admin-only-by-exception': {
    severity: 'error',
    text: 'Cannot make "{who}" admin of {asset} by function: admin needs an exception',
    fix: 'Choose advertiser, or add an exception with reason, ticket and until to the file of the client',
    firm: true,
  },
  'admin-exception-is-short': {
    severity: 'error',
    text: 'Cannot make "{who}" admin of {asset} until {until} as admin may last {limit day|days}: the last day is {last}',
    fix: 'Set until to {last} or earlier',
    firm: true,
  },
  'exception-is-short': {
    severity: 'error',
    text: 'Cannot make an exception for "{who}" until {until} as it may last {limit day|days}: the last day is {last}',
    fix: 'Set until to {last} or earlier',
    firm: true,
  },
  'exception-is-explained': {
    severity: 'error',
    text: 'Cannot accept the exception for "{who}" as its {key} is a placeholder',
    fix: 'Write the {key} of their access; or remove the exception, which lowers them to their function',
    firm: true,
  },
  'exception-is-current': {
    severity: 'error',
    text: 'Cannot keep {what} until {until} as today is {today}: it has ended',
    fix: 'Remove it, or set a later date in a pull request',
    firm: true,
  },
  'person-within-function': {
    severity: 'error',
    text: 'Cannot give "{who}" {tasks} on {asset}: function and exceptions allow {allowed}',
    fix: 'Lower the level, or add an exception with reason, ticket and until',
    firm: true,
  },
  'person-within-partner-grant': {
    severity: 'error',
    text: 'Cannot give "{who}" {tasks} on {asset} as the file asks the client only for {shared}',
    fix: 'Lower the level, or ask the client for more with "partner" on the asset',
    firm: true,
  },
  'partner-grant-within-package': {
    severity: 'error',
    text: 'Cannot ask the client for {partner} on {asset} as the package "{package}" asks for {wanted}',
    fix: 'Remove "partner" from the asset, or choose the package that the service needs',
  },
  'partner-grant-is-needed': {
    severity: 'error',
    text: 'Cannot ask the client for {partner} on {asset} as nobody there needs {unused}',
    fix: 'Write "partner: {enough}" on the asset',
  },
  'asset-has-people': {
    severity: 'error',
    text: 'Cannot ask the client to share {asset} as nobody works on it',
    fix: 'Remove the asset from the file, or add somebody to the team',
  },
  'direct-share-is-short': {
    severity: 'error',
    text: 'Cannot share directly until {until} as a direct share may last {limit day|days}: the last day is {last}',
    fix: 'Set until to {last} or earlier, and move to partner access by then: {migration}',
    firm: true,
  },
  'billing-holds-no-ad-account': {
    severity: 'error',
    text: 'Cannot give "{who}" tasks on {asset} as their function is billing',
    fix: 'Remove them from the ad account; billing works with a finance role in the Business',
  },
  'finance-role-only-for-billing': {
    severity: 'error',
    text: 'Cannot give the Business role "{role}" to {whom} as only {billing} may have it',
    fix: 'Give the role "employee"',
    firm: true,
  },
  'media-and-billing-are-apart': {
    severity: 'error',
    text: 'Cannot let "{who}" both buy media and edit billing: they have the functions {functions} and the role "finance-editor"',
    fix: 'Give one of the two to another person, or lower the role to "finance-analyst"',
    firm: true,
  },
  'analyst-only-views': {
    severity: 'error',
    text: 'Cannot give the analyst "{who}" {tasks} on {asset}: an analyst only views',
    fix: 'Give the level "analyst", or give them another function in the team',
  },
  'conversions-by-system-user': {
    severity: 'error',
    text: 'Cannot let "{who}" send conversions on {asset}: the Conversions API needs a system user',
    fix: 'Add "- system_user: <name>" to the function for measurement; nobody else needs the level "uploader"',
  },
  'system-user-is-no-admin': {
    severity: 'error',
    text: 'Cannot make the system user "{who}" admin of {asset}: its token has no second factor',
    fix: 'Give the system user "advertiser" or less',
    firm: true,
  },
  'few-admins': {
    severity: 'error',
    text: 'Cannot make {count person|people} admin of {asset} as the limit is {limit}: {who}',
    fix: 'Keep {limit admin|admins}, and lower the others to "advertiser"',
  },
  'email-is-ours': {
    severity: 'error',
    text: 'Cannot accept "{who}" as one of our people: their domain is not among {domains}',
    fix: 'Write their work address, or verify the domain and add it to access/agency.yaml',
    firm: true,
  },
  'no-shared-mailbox': {
    severity: 'error',
    text: 'Cannot accept "{who}" as one person: several people read the mailbox "{mailbox}"',
    fix: 'Write the address of one person',
    firm: true,
  },
  'one-identity-one-person': {
    severity: 'error',
    text: 'Cannot accept "{who}" as one person with one identity: {why}',
    fix: 'Keep one entry, with one address and one name, for each person',
    firm: true,
  },
  'no-secrets': {
    severity: 'error',
    text: 'Cannot keep {what} in a file: everybody who can read the repository can use it',
    fix: 'Remove it, replace it by a new one, and pass the new one through the environment',
    firm: true,
  },
  'preflight-is-complete': {
    severity: 'error',
    text: 'Cannot grant access at "{client}" yet: the pre-flight must first confirm that {what}',
    fix: 'Complete the pre-flight: {todo}',
  },
  'asset-is-of-the-business': {
    severity: 'error',
    text: 'Cannot work on {asset} as a person owns it: the Business of the client must own it',
    fix: 'Help the client to move it into its Business, or use a direct share until then',
  },
  'client-owns-its-assets': {
    severity: 'warning',
    text: 'Our own Business owns {asset}, which it uses for "{client}"',
    fix: 'Set up one that the client owns and shares with our Business; until then our Business keeps it when the client leaves',
  },
  'pixel-is-linked': {
    severity: 'error',
    text: 'Cannot check {asset} as the file links it to no {other}',
    fix: 'Write "ad_accounts: [act_...]" on the pixel',
  },
  'instagram-is-linked': {
    severity: 'error',
    text: 'Cannot check {asset} as the file links it to no Page',
    fix: 'Write "page: <id>" on the Instagram account',
  },
  'name-follows-convention': {
    severity: 'warning',
    text: 'The name "{name}" of {what} does not follow the naming convention {pattern}',
    fix: 'Rename it at Meta and here, or change the pattern in access/policy.yaml',
  },
  'review-is-recent': {
    severity: 'warning',
    text: 'The access at "{client}" needs a review: {last}, and the limit is {limit day|days}',
    fix: 'Run "npx metagrant review {client}", check the access, then run it again with "--write --by <your e-mail>"',
  },
  'spend-is-declared': {
    severity: 'warning',
    text: 'The file does not say the {missing} of {asset}',
    fix: 'Write {missing} under "expect" or on the ad account',
  },
  'function-within-table': {
    severity: 'error',
    text: 'Cannot give the function "{function}" {given} as the table allows {allowed}',
    fix: 'Lower it in access/functions.yaml, or widen the table in access/policy.yaml',
    firm: true,
  },
} as const satisfies Record<string, PolicyEntry>

/** What the policy itself finds beside its rules; nobody can lower these. */
export const POLICY_OWN_FINDINGS = {
  'policy-loosened': {
    severity: 'warning',
    text: 'The policy is looser than the default: {key} is {value}, and the default is {default}',
    fix: 'Remove the line from access/policy.yaml, or ask the owner of the policy to approve it',
  },
  'rule-lowered': {
    severity: 'note',
    text: 'The rule "{rule}" only warns at "{client}" until {until}; {who} asked for it in {ticket}: {reason}',
    fix: 'Nothing to do until then; remove the exception once the reason is gone',
  },
  'rule-failed': {
    severity: 'error',
    text: 'Cannot trust the policy as its rule "{rule}" failed on {subject}: {message}',
    fix: 'Report it with the files; metagrant refuses what a rule could not check',
  },
  'matches-the-files': {
    severity: 'error',
    text: 'Cannot accept the resource "{resource}" as the files ask for something else: {difference}',
    fix: 'Run the program of this repository, unchanged, on the files of this repository',
  },
  'files-are-valid': {
    severity: 'error',
    text: 'Cannot check the stack "{stack}" as the access files have errors: {errors}',
    fix: 'Run "npx metagrant check" and apply the fixes it prints',
  },
} as const satisfies Record<string, Entry>

/** The id of a policy rule. */
export type RuleId = keyof typeof POLICY_RULE_FINDINGS

export const RULE_IDS = Object.keys(POLICY_RULE_FINDINGS) as RuleId[]

/** The rules that an exception in a client's file can lower. */
export const LOWERABLE_RULES = RULE_IDS.filter((id) => !('firm' in POLICY_RULE_FINDINGS[id]))
