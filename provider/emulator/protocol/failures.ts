import { GraphFailure } from './failure.ts'

/** No code of Meta's (graph-api 4.2 lists them). */
export const NOT_EMULATED = 99_000_501

/**
 * Meta's errors by name. Texts are those of graph-api 4.3 with the mark of each line (FACT from Meta's docs, LIVE-CLAIM
 * from issues and repositories). Without a mark the words are INFERENCE and the code is not. That a text begins with
 * "(#code)" is INFERENCE for 3914 and 3989.
 */
export const FAILURES = {
  /** The emulator's own: Meta may well serve it, so this must never look like Meta's refusal. */
  notEmulated: (what: string) =>
    new GraphFailure({
      code: NOT_EMULATED,
      type: 'EmulatorException',
      status: 501,
      message: `[metagrant emulator] Not emulated: ${what}. This says nothing about what Meta answers.`,
    }),
  /** LIVE-CLAIM (graph-api 4.3). Meta answers alike for a missing object, a hidden one and a missing edge. */
  unsupported: (method: string, id: string) =>
    new GraphFailure({
      code: 100,
      subcode: 33,
      type: 'GraphMethodException',
      message: `Unsupported ${method.toLowerCase()} request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation. Please read the Graph API documentation at https://developers.facebook.com/docs/graph-api`,
    }),
  /** LIVE-CLAIM (graph-api 1.4, Instagram). */
  noField: (field: string, label: string) =>
    invalid(`Tried accessing nonexisting field (${field}) on node type (${label})`),
  /** Code FACT (graph-api 4.2), text LIVE-CLAIM. */
  unknownPath: (path: string) =>
    new GraphFailure({ code: 2500, message: `Unknown path components: ${path}` }),
  syntax: (at: string) =>
    new GraphFailure({ code: 2500, message: `Syntax error "Expected end of string instead of "${at}""` }),
  /** LIVE-CLAIM (graph-api 1.2); that it is required is FACT there. */
  required: (name: string) => invalid(`The parameter ${name} is required`),
  invalid,
  /** FACT (graph-api 1.3). */
  combination: () =>
    new GraphFailure({
      code: 100,
      subcode: 1752129,
      message: 'Invalid parameter',
      title: 'This Task Combination Is Not Supported',
    }),
  /** LIVE-CLAIM (graph-api 1.2). */
  notScoped: () =>
    new GraphFailure({
      code: 100,
      subcode: 1752100,
      message: 'Invalid parameter',
      title: 'User is not business-scoped',
    }),
  /** LIVE-CLAIM (graph-api 4.3). */
  needsPermission: (scope: string) =>
    new GraphFailure({ code: 200, message: `(#200) Requires ${scope} permission to manage the object` }),
  /** FACT (graph-api 2.4) for the rule; INFERENCE for the code. */
  onlyOwner: () =>
    new GraphFailure({
      code: 200,
      message: '(#200) You cannot grant access to assets of which you are just an AGENCY',
    }),
  /** FACT (graph-api 2.4) for the words; INFERENCE for the code. */
  noRelay: () => new GraphFailure({ code: 200, message: '(#200) You cannot relay permissions' }),
  /** Code LIVE-CLAIM (graph-api 4.2: role errors are 10); text INFERENCE. */
  cannotManage: () =>
    new GraphFailure({ code: 10, message: '(#10) This operation requires that you can MANAGE this asset' }),
  /** FACT (graph-api 1.3) for the rule; INFERENCE for code and words. */
  fromGroup: () =>
    invalid('This task comes from a business asset group: remove the user from the asset group first'),
  /** LIVE-CLAIM (graph-api 4.3). */
  adAccountPermission: () =>
    new GraphFailure({
      code: 200,
      message: '(#200) Ad account owner has NOT grant ads_management or ads_read permission',
    }),
  /** FACT (graph-api 4.2, code 294). */
  adsManagement: () =>
    new GraphFailure({
      code: 294,
      message:
        '(#294) Managing advertisements requires an access token with the extended permission ads_management',
    }),
  /** LIVE-CLAIM (graph-api 4.3); for claimed apps only: FACT (graph-api 2.4); that this is its error: INFERENCE. */
  notClaimed: () =>
    new GraphFailure({
      code: 200,
      message: '(#200) Cannot access an object not managed by the business owning this app.',
    }),
  /** LIVE-CLAIM (graph-api 4.2: 190 without a subcode). */
  pageToken: () =>
    new GraphFailure({ code: 190, message: '(#190) This method must be called with a Page Access Token' }),
  /** Code FACT (graph-api 4.2), text BACKGROUND. */
  capability: () =>
    new GraphFailure({
      code: 3,
      message: '(#3) Application does not have the capability to make this API call.',
    }),
  /** Text FACT (graph-api 4.3); when it comes: LIVE-CLAIM (graph-api 1.4). */
  duplicate: () =>
    new GraphFailure({
      code: 3989,
      message: '(#3989) You are trying to assign a duplicated asset to this agency.',
    }),
  /** Codes FACT (graph-api 4.2), text INFERENCE. */
  pageTaken: () =>
    new GraphFailure({
      code: 3918,
      subcode: 1690024,
      message: '(#3918) The Facebook Page you tried to add is already owned by another Business Manager.',
    }),
  /** Code FACT (graph-api 4.2: a refusal of one kind of asset); that it is this one, and the text: INFERENCE. */
  accountTaken: () =>
    new GraphFailure({
      code: 3979,
      message: '(#3979) The ad account you tried to add is owned by another Business Manager.',
    }),
  /** Code FACT (graph-api 4.2), text INFERENCE. */
  alreadyOwned: () =>
    new GraphFailure({ code: 3946, message: '(#3946) This asset already belongs to this Business Manager.' }),
  /** LIVE-CLAIM (graph-api 4.2: 190 with 467). */
  sessionInvalid: () =>
    new GraphFailure({
      code: 190,
      subcode: 467,
      message: 'Error validating access token: The session is invalid.',
    }),
  /** BACKGROUND. */
  wrongSecret: () => new GraphFailure({ code: 1, message: 'Error validating client secret.' }),
  /** BACKGROUND for words and code; that a code lasts 30 seconds is FACT (graph-api 4.8). */
  codeExpired: () =>
    new GraphFailure({ code: 100, subcode: 36007, message: 'This authorization code has expired.' }),
  /** BACKGROUND. */
  codeUsed: () =>
    new GraphFailure({ code: 100, subcode: 36009, message: 'This authorization code has been used.' }),
  /** Text and code FACT (graph-api 4.8). */
  insufficient: () =>
    new GraphFailure({ code: 33, message: '(#33) Insufficient permissions to access this data' }),
  /** Code FACT (graph-api 4.2), text INFERENCE. */
  wrongPermission: (name: string) =>
    new GraphFailure({ code: 3962, message: `(#3962) The permission ${name} is not valid.` }),
  /** Code FACT (graph-api 4.2), text INFERENCE. */
  alreadyMember: () =>
    new GraphFailure({
      code: 3944,
      message: '(#3944) This person already has access to this Business Manager.',
    }),
  /** FACT (graph-api 4.3). */
  lastAdmin: () =>
    new GraphFailure({
      code: 3914,
      message:
        "(#3914) It looks like you're trying to remove the last admin from this Business Manager. At least one admin is required in Business Manager.",
    }),
  /** FACT (graph-api 4.3); its subcode and title: LIVE-CLAIM. */
  twoFactor: () =>
    new GraphFailure({
      code: 415,
      subcode: 2859009,
      transient: false,
      title: 'Two-factor authentication required',
      message:
        'Two factor authentication required. User have to enter a code from SMS or TOTP code generator to pass 2fac. This could happen when accessing a 2fac-protected asset like a page that is owned by a 2fac-protected business manager.',
    }),
  /** FACT (graph-api 4.2, code 2620). */
  accountPermissions: () =>
    new GraphFailure({ code: 2620, message: '(#2620) Invalid call to update account permissions' }),
  /** LIVE-CLAIM (graph-api 4.3). */
  adsVersion: (latest: string) =>
    new GraphFailure({
      code: 2635,
      message: `(#2635) You are calling a deprecated version of the Ads API. Please update to the latest version: ${latest}.`,
    }),
  /** LIVE-CLAIM (graph-api 1.4, Instagram). */
  unparsable: () => new GraphFailure({ code: 100, message: 'Failed to parse the request body parameters' }),
  /** LIVE-CLAIM (graph-api 4.1). */
  schemaEnum: (at: string, values: readonly string[], got: string) =>
    new GraphFailure({
      code: 100,
      message: `Your request has violated JSON schema constraint 'enum' for the JSON field '${at}', please check the JSON schema for the JSON field '${at}' and make sure your request is valid for expected : '[${values.join(', ')}]' but got '${got}'`,
    }),
} as const

function invalid(message: string): GraphFailure {
  return new GraphFailure({ code: 100, message: `(#100) ${message}` })
}
