import type { Entry } from '../finding.ts'

/** What can be wrong with what the files say, alone or together. */
export const MODEL_FINDINGS = {
  KEY_UNKNOWN: {
    severity: 'error',
    text: 'Cannot use the key "{key}" here',
    fix: 'Known keys here are {known}',
  },
  KEY_MISSPELT: {
    severity: 'error',
    text: 'Cannot use the key "{key}" here',
    fix: 'Write "{nearest}"',
  },
  KEY_MISSING: {
    severity: 'error',
    text: 'Cannot do without "{key}" here',
    fix: 'Add "{key}" here: {what}',
  },
  VALUE_EMPTY: {
    severity: 'error',
    text: 'Cannot use the key "{key}" without a value',
    fix: 'Write {wanted} after it',
  },
  VALUE_WRONG: {
    severity: 'error',
    text: 'Cannot read "{key}" as {wanted}: current value is "{value}"',
    fix: 'Write {wanted}',
  },
  VALUE_MISSPELT: {
    severity: 'error',
    text: 'Cannot read "{key}" as {wanted}: current value is "{value}"',
    fix: 'Write "{nearest}"',
  },
  ID_NOT_NUMERIC: {
    severity: 'error',
    text: 'Cannot use "{value}" as the id of {what}: it must be digits only',
    fix: 'Copy the id from Business settings',
  },
  AD_ACCOUNT_ID_PREFIX: {
    severity: 'error',
    text: 'Cannot use "{value}" as the id of an ad account: it must be "act_" and digits',
    fix: 'Write "{nearest}"',
  },
  DATE_INVALID: {
    severity: 'error',
    text: 'Cannot read "{value}" as a date',
    fix: 'Write it as year-month-day, such as 2026-12-31',
  },
  UNTIL_PAST: {
    severity: 'warning',
    text: 'Cannot give access until {until} as today is {today}: it counts as ended',
    fix: 'Remove it, or set a later date through a pull request',
  },
  SLUG_MISMATCH: {
    severity: 'error',
    text: 'Cannot take the client "{client}" from a file called "{file}"',
    fix: 'Name the file "access/clients/{client}.yaml", or correct "client"',
  },
  SLUG_RESERVED: {
    severity: 'error',
    text: 'Cannot call a client "{client}" as that is the name of the stack of our own members',
    fix: 'Choose another slug, such as "{client}-client"',
  },
  ASSET_DUPLICATE: {
    severity: 'error',
    text: 'Cannot list "{asset}" twice: it is already in {first}',
    fix: 'Keep the asset with the client who owns it',
  },
  ASSET_UNKNOWN: {
    severity: 'error',
    text: 'Cannot refer to "{asset}" as it is not among the {among} of "{client}"',
    fix: 'List it under assets, or write one of {known}',
  },
  BUSINESS_DUPLICATE: {
    severity: 'error',
    text: 'Cannot give the Business "{business}" to two clients: it is already in {first}',
    fix: 'Put the assets of one Business into one client file',
  },
  BUSINESS_IS_OURS: {
    severity: 'error',
    text: 'Cannot use "{business}" as the Business of a client as it is our own',
    fix: 'Ask the client for its Business ID (Business settings, Business info)',
  },
  PERSON_UNKNOWN: {
    severity: 'error',
    text: 'Cannot give access to "{who}" as agency.yaml does not list them',
    fix: 'Add them to access/agency.yaml, or write {nearest}',
  },
  PERSON_LEFT: {
    severity: 'warning',
    text: 'Cannot give access to "{who}" any more as they left agency.yaml: it counts as ended',
    fix: 'Remove them here',
  },
  PERSON_DUPLICATE: {
    severity: 'error',
    text: 'Cannot list "{who}" twice',
    fix: 'Keep one entry and put all functions into it',
  },
  MEMBER_DUPLICATE: {
    severity: 'error',
    text: 'Cannot list "{who}" twice under {function} for "{asset}"',
    fix: 'Keep one of the two',
  },
  PERSON_WITHOUT_FUNCTION: {
    severity: 'error',
    text: 'Cannot place "{who}" as they are in no function',
    fix: 'Add "functions: [...]" with at least one of {known}',
  },
  PERSON_NOT_IN_FUNCTION: {
    severity: 'error',
    text: 'Cannot use "{who}" as {function} as agency.yaml gives them {functions}',
    fix: 'Add "{function}" to their functions in access/agency.yaml, or move them to another function',
  },
  DOMAIN_FOREIGN: {
    severity: 'error',
    text: 'Cannot accept "{who}" as the domain is none of ours: {domains}',
    fix: 'Use the address of work, or verify the domain and add it to access/agency.yaml',
  },
  FUNCTION_UNKNOWN: {
    severity: 'error',
    text: 'Cannot use the function "{function}" as functions.yaml does not define it',
    fix: 'Write one of {known}',
  },
  PACKAGE_UNKNOWN: {
    severity: 'error',
    text: 'Cannot use the package "{package}" as packages.yaml does not define it',
    fix: 'Write one of {known}',
  },
  LEVEL_UNKNOWN: {
    severity: 'error',
    text: 'Cannot give the level "{level}" on {kind} as it has no such level',
    fix: 'Write one of {known}',
  },
  LEVEL_NOT_OFFERED: {
    severity: 'error',
    text: 'Cannot choose the level "{level}" on {kind} for {function} as the function offers {known}',
    fix: 'Choose an offered level, or write an exception with reason, ticket and until',
  },
  LEVEL_ABOVE_PARTNER: {
    severity: 'error',
    text: 'Cannot give {who} the level "{level}" on "{asset}" as the file asks the client for "{partner}" only',
    fix: 'Write "partner: {level}" on the asset, or lower the level',
  },
  ROLE_NOT_OFFERED: {
    severity: 'error',
    text: 'Cannot give "{who}" the Business role "{role}" as their functions offer {known}',
    fix: 'Choose an offered role, or add it to business_role_options of a function',
  },
  PACKAGE_WITHOUT_KIND: {
    severity: 'error',
    text: 'Cannot tell what to ask for on the {kind} "{asset}" as the package "{package}" asks for nothing on this kind',
    fix: 'Write "partner: <level>" on the asset, or add the kind to the package',
  },
} as const satisfies Record<string, Entry>
