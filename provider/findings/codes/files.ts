import type { Entry } from '../finding.ts'

/** What can be wrong with a file before anyone asks what it means. */
export const FILE_FINDINGS = {
  FILE_MISSING: {
    severity: 'error',
    text: 'Cannot read "{file}" as it does not exist',
    fix: 'Create it, or run the command at the root of the repository that holds access/',
  },
  FILE_UNREADABLE: {
    severity: 'error',
    text: 'Cannot read "{file}": {reason}',
    fix: 'Give this user the right to read it',
  },
  FILE_TOO_LARGE: {
    severity: 'error',
    text: 'Cannot read "{file}" as a file may have {limit} bytes: current size is {size}',
    fix: 'Keep one client per file and leave data out of it',
  },
  FILE_NOT_UTF8: {
    severity: 'error',
    text: 'Cannot read "{file}" as UTF-8 text: byte {offset} is not part of a character',
    fix: 'Save the file with the encoding UTF-8',
  },
  FILE_EMPTY: {
    severity: 'error',
    text: 'Cannot read "{file}" as it holds nothing',
    fix: 'Start from a file in access/clients, or delete this one',
  },
  YAML_SYNTAX: {
    severity: 'error',
    text: 'Cannot parse the YAML: {reason}',
    fix: 'Correct this line or the one before: begin it at the column of its neighbours, close every bracket and quote, write a space after a colon, and quote a text that has one',
  },
  YAML_TAB: {
    severity: 'error',
    text: 'Cannot parse the YAML as a tab stands where only spaces may indent',
    fix: 'Replace the tab by spaces',
  },
  YAML_DUPLICATE_KEY: {
    severity: 'error',
    text: 'Cannot use the key "{key}" twice in one mapping',
    fix: 'Keep one of the two',
  },
  YAML_KEY: {
    severity: 'error',
    text: 'Cannot use "{key}" as a key',
    fix: 'Write a plain word as the key',
  },
  YAML_TOO_DEEP: {
    severity: 'error',
    text: 'Cannot read lists and mappings inside each other beyond {limit} levels',
    fix: 'Close the brackets that stay open; the access files need six levels',
  },
  YAML_ALIAS_BOMB: {
    severity: 'error',
    text: 'Cannot resolve the aliases as they expand to more than {limit} nodes',
    fix: 'Write the values out in full',
  },
  YAML_MULTIPLE_DOCUMENTS: {
    severity: 'error',
    text: 'Cannot read more than one document from a file',
    fix: 'Remove the line "---" and put the second document into a file of its own',
  },
  ESTATE_INVALID: {
    severity: 'error',
    text: 'Cannot use the estate as {path} is wrong: {message}',
    fix: 'Correct it; docs/estate.md says what each key means',
  },
  FAULTS_INVALID: {
    severity: 'error',
    text: 'Cannot use the faults as {path} is wrong: {message}',
    fix: 'Correct it; docs/estate.md says what a fault can be',
  },
} as const satisfies Record<string, Entry>
