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
    text: 'Cannot import "{client}" as Meta does not show its {kind}s now: {reason}',
    fix: 'Run the command again later; it wrote nothing',
  },
  IMPORT_NOT_OURS: {
    severity: 'error',
    text: 'Cannot import "{id}" into "{client}" as our own asset: Meta does not list it among those of our Business',
    fix: 'Correct --own; leave out what the client shares: the import finds it by --business',
  },
  IMPORT_OTHER_BUSINESS: {
    severity: 'error',
    text: 'Cannot import the Business "{business}" as the client "{client}": its file says "{other}"',
    fix: 'Write --business {other}, or import under another name',
  },
  IMPORT_OWNER_UNKNOWN: {
    severity: 'warning',
    text: 'Meta names no owner for {asset}; the import skipped it',
    fix: 'Add it under "assets" in access/clients/{client}.yaml if the client owns it',
  },
  IMPORT_PARTNER_BETWEEN: {
    severity: 'warning',
    text: 'Our partner grant on {asset} matches no level: Meta shows {tasks}; the file says "{level}"',
    fix: 'Ask the client to share it as "{level}", or write another "partner" on the asset',
  },
  IMPORT_PARTNER_UNSEEN: {
    severity: 'note',
    text: 'Meta does not show the level of our partner grant on {asset}; the file says "{level}"',
    fix: 'Ask the client for the level, and write it as "partner" on the asset if it is another one',
  },
  IMPORT_TASKS_BETWEEN: {
    severity: 'warning',
    text: 'The tasks of "{who}" on {asset} match no level: Meta shows {tasks}',
    fix: 'Give them a level in Business settings and import again; until then the plan reports them as unmanaged',
  },
  IMPORT_ABOVE_PARTNER: {
    severity: 'warning',
    text: '"{who}" has "{level}" on {asset}; our partner grant is only "{partner}"',
    fix: 'Lower them in Business settings and import again; until then the plan reports them as unmanaged',
  },
  IMPORT_PERSON_UNKNOWN: {
    severity: 'warning',
    text: '"{who}" has {held}; access/agency.yaml does not list them',
    fix: 'Add "- {line}" under {key} in access/agency.yaml, or revoke their access in Business settings; then import again',
  },
  IMPORT_HOLDER_UNKNOWN: {
    severity: 'warning',
    text: 'The unknown id "{who}" has {held}; our Business has no such member',
    fix: 'Look up the id in Business settings, Users, and remove it from the assets',
  },
  IMPORT_ABOVE_FUNCTION: {
    severity: 'warning',
    text: '"{who}" has more than their functions give: {held}',
    fix: 'Write reason, ticket and until of these exceptions, or lower the access; "npx metagrant check" shows the lines',
  },
  IMPORT_NOT_SHARED: {
    severity: 'note',
    text: 'Meta does not show {asset} among what the client shares; it stays in the file',
    fix: 'Ask the client for the share, or remove the asset from the file',
  },
  IMPORT_DIFFERS: {
    severity: 'warning',
    text: 'The file does not say what Meta shows on {asset}: a plan would {verb} "{who}"',
    fix: 'Run "npx metagrant preview {client}", and correct the file by hand before you apply it',
  },
} as const satisfies Record<string, Entry>
