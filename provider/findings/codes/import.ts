import type { Entry } from '../finding.ts'

/** What an import could not write, or leaves for a person. Nothing that Meta shows is left out without one of these. */
export const IMPORT_FINDINGS = {
  IMPORT_NOTHING: {
    severity: 'error',
    text: 'Cannot import "{client}" as the Business "{business}" shares nothing with ours',
    fix: 'Correct --business, or ask the client to share its assets with our Business "{ours}"',
  },
  IMPORT_UNREAD: {
    severity: 'error',
    text: 'Cannot import "{client}" without its {kind}s, which Meta does not show now: {reason}',
    fix: 'Run the command again later; it wrote nothing',
  },
  IMPORT_OTHER_BUSINESS: {
    severity: 'error',
    text: 'Cannot import the Business "{business}" into the file of "{client}": its Business is "{other}"',
    fix: 'Write --business {other}, or import under another name',
  },
  IMPORT_OWNER_UNKNOWN: {
    severity: 'warning',
    text: 'Cannot tell whose {asset} is as Meta names no owner for it',
    fix: 'Add it under assets by hand if "{client}" owns it',
  },
  IMPORT_PARTNER_BETWEEN: {
    severity: 'warning',
    text: 'Cannot write our partner grant on {asset} as a level: Meta shows {tasks}; the file says "{level}"',
    fix: 'Ask the client to share it at "{level}", or write another "partner" on the asset',
  },
  IMPORT_PARTNER_UNSEEN: {
    severity: 'note',
    text: 'Cannot see the level of our partner grant on {asset}; the file says "{level}"',
    fix: 'Ask the client, and write its level as "partner" on the asset if it is another',
  },
  IMPORT_TASKS_BETWEEN: {
    severity: 'warning',
    text: 'Cannot write what "{who}" holds on {asset} as a level: Meta shows {tasks}',
    fix: 'Give them a level in Business settings and import again; until then the plan shows it as unmanaged',
  },
  IMPORT_ABOVE_PARTNER: {
    severity: 'warning',
    text: 'Cannot write "{level}" for "{who}" on {asset} as our partner grant is "{partner}" only',
    fix: 'Lower them in Business settings and import again; until then the plan shows it as unmanaged',
  },
  IMPORT_PERSON_UNKNOWN: {
    severity: 'warning',
    text: 'Cannot write "{who}" into the file as agency.yaml does not list them: they hold {held}',
    fix: 'Add "- {line}" under {key} in access/agency.yaml, or take them off; then import again',
  },
  IMPORT_HOLDER_UNKNOWN: {
    severity: 'warning',
    text: 'Cannot name the holder "{who}" of {held} as our Business has no such member',
    fix: 'Look the id up in Business settings, Users, and take them off the assets',
  },
  IMPORT_ABOVE_FUNCTION: {
    severity: 'warning',
    text: 'Cannot place all that "{who}" holds within their functions: above them are {held}',
    fix: 'Write reason, ticket and until of these exceptions, or lower the access; "npx metagrant check" shows the lines',
  },
  IMPORT_NOT_SHARED: {
    severity: 'note',
    text: 'Cannot see {asset} of the file among what the client shares now; it stays in the file',
    fix: 'Ask the client for the share, or remove the asset from the file',
  },
  IMPORT_DIFFERS: {
    severity: 'warning',
    text: 'Cannot make the file say what Meta shows on {asset}: a plan would {verb} "{who}"',
    fix: 'Run "npx metagrant preview {client}", and correct the file by hand before you apply it',
  },
} as const satisfies Record<string, Entry>
