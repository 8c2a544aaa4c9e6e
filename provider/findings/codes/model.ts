import type { Entry } from '../finding.ts'

/** What can be wrong with what the files say, alone or together. */
export const MODEL_FINDINGS = {
  KEY_UNKNOWN: {
    severity: 'error',
    text: 'Cannot use the key "{key}" here: it is unknown',
    fix: 'Use one of {known}',
  },
  KEY_MISSPELT: {
    severity: 'error',
    text: 'Cannot use the key "{key}" here: it is unknown',
    fix: 'Write "{nearest}"',
  },
  KEY_MISSING: {
    severity: 'error',
    text: 'Cannot read this part of the file as it has no key "{key}"',
    fix: 'Add "{key}" here: {what}',
  },
  VALUE_EMPTY: {
    severity: 'error',
    text: 'Cannot read the key "{key}" as it has no value',
    fix: 'Write {wanted} after it',
  },
  VALUE_WRONG: {
    severity: 'error',
    text: 'Cannot read "{key}" as {wanted}: current value is "{value}"',
    fix: 'Write {wanted}',
  },
  CHARACTER_ODD: {
    severity: 'error',
    text: 'Cannot read "{key}" as {wanted}: "{value}" contains {char}',
    fix: 'Type it again without {char}, which cannot be seen or looks like another character',
  },
  VALUE_MISSPELT: {
    severity: 'error',
    text: 'Cannot read "{key}" as {wanted}: current value is "{value}"',
    fix: 'Write "{nearest}"',
  },
  ID_NOT_NUMERIC: {
    severity: 'error',
    text: 'Cannot use "{value}" as the id of {what}: it must be 1 to 19 digits, the first one no 0',
    fix: 'Copy the id from Business settings',
  },
  AD_ACCOUNT_ID_PREFIX: {
    severity: 'error',
    text: 'Cannot use "{value}" as the id of an ad account: it must be "act_" and 1 to 19 digits, the first one no 0',
    fix: 'Write "{nearest}"',
  },
  DATE_INVALID: {
    severity: 'error',
    text: 'Cannot read "{value}" as a date',
    fix: 'Write it as year-month-day, such as 2026-12-31',
  },
  UNTIL_PAST: {
    severity: 'warning',
    text: 'This access ended on {until}: today is {today}',
    fix: 'Remove the entry, or set a later date in a pull request',
  },
  SLUG_MISMATCH: {
    severity: 'error',
    text: 'Cannot read the file "{file}" as the client "{client}": the names differ',
    fix: 'Name the file "access/clients/{client}.yaml", or correct "client"',
  },
  SLUG_RESERVED: {
    severity: 'error',
    text: 'Cannot call a client "{client}" as this is the name of {other}',
    fix: 'Choose another slug, such as "{client}-client"',
  },
  ASSET_DUPLICATE: {
    severity: 'error',
    text: 'Cannot list "{asset}" twice: it is already in {first}',
    fix: 'Keep it in the file of the client who owns it',
  },
  ASSET_UNKNOWN: {
    severity: 'error',
    text: 'Cannot refer to "{asset}" as it is not among the {among} of "{client}"',
    fix: 'List it under "assets", or write one of {known}',
  },
  BUSINESS_DUPLICATE: {
    severity: 'error',
    text: 'Cannot import the Business "{business}" as a new client: it is already in {first}',
    fix: 'Import it as that client; for another brand of the same Business, write a file by hand with only the assets of that brand',
  },
  BUSINESS_IS_OURS: {
    severity: 'error',
    text: 'Cannot use "{business}" as the Business of a client: it is our own',
    fix: 'Ask the client for its Business ID (Business settings, Business info)',
  },
  PERSON_UNKNOWN: {
    severity: 'error',
    text: 'Cannot grant access to "{who}" as access/agency.yaml does not list them',
    fix: 'Check the spelling; if it is right, add them to access/agency.yaml',
    data: ['nearest'],
  },
  PERSON_LEFT: {
    severity: 'warning',
    text: '"{who}" left access/agency.yaml; this line gives no access any more',
    fix: 'Remove the line',
  },
  PERSON_DUPLICATE: {
    severity: 'error',
    text: 'Cannot list "{who}" twice: one entry has all functions of a person',
    fix: 'Keep one entry and put all functions into it',
  },
  MEMBER_DUPLICATE: {
    severity: 'error',
    text: 'Cannot list "{who}" twice under {function} for "{asset}": one entry is enough',
    fix: 'Keep one of the two',
  },
  PERSON_WITHOUT_FUNCTION: {
    severity: 'error',
    text: 'Cannot use "{who}" as they have no function',
    fix: 'Add "functions: [...]" with at least one of {known}',
  },
  PERSON_NOT_IN_FUNCTION: {
    severity: 'error',
    text: 'Cannot use "{who}" as {function}: access/agency.yaml gives them {functions}',
    fix: 'Add "{function}" to their functions in access/agency.yaml, or move them to another function',
  },
  DOMAIN_FOREIGN: {
    severity: 'error',
    text: 'Cannot accept "{who}" as our domains do not include theirs: {domains}',
    fix: 'Write their work address, or verify the domain and add it to access/agency.yaml',
  },
  FUNCTION_UNKNOWN: {
    severity: 'error',
    text: 'Cannot use the function "{function}" as access/functions.yaml does not define it',
    fix: 'Write one of {known}',
  },
  PACKAGE_UNKNOWN: {
    severity: 'error',
    text: 'Cannot use the package "{package}" as access/packages.yaml does not define it',
    fix: 'Write one of {known}',
  },
  LEVEL_UNKNOWN: {
    severity: 'error',
    text: 'Cannot give the level "{level}" on {kind} as it has no such level',
    fix: 'Write one of {known}',
  },
  LEVEL_NOT_OFFERED: {
    severity: 'error',
    text: 'Cannot choose the level "{level}" on {kind} for {function}: the function offers {known}',
    fix: 'Choose an offered level, or add an exception with reason, ticket and until',
  },
  LEVEL_ABOVE_PARTNER: {
    severity: 'error',
    text: 'Cannot give {who} the level "{level}" on "{asset}" as the file asks the client only for "{partner}"',
    fix: 'Write "partner: {level}" on the asset, or lower the level',
  },
  ROLE_NOT_OFFERED: {
    severity: 'error',
    text: 'Cannot give "{who}" the Business role "{role}" as their functions offer {known}',
    fix: 'Choose an offered role, or add it to business_role_options of a function',
  },
  PACKAGE_WITHOUT_KIND: {
    severity: 'error',
    text: 'Cannot choose a level to ask for on the {kind} "{asset}" as the package "{package}" has none for this kind',
    fix: 'Write "partner: <level>" on the asset, or add the kind to the package',
  },
} as const satisfies Record<string, Entry>
