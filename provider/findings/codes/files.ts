import type { Entry } from '../finding.ts'

/** What can be wrong with a file before anyone asks what it means. */
export const FILE_FINDINGS = {
  FILE_MISSING: {
    severity: 'error',
    text: 'Cannot read "{file}" as it does not exist',
    fix: 'Create it, or run the command at the root of the repository, which holds access/',
  },
  FILE_UNREADABLE: {
    severity: 'error',
    text: 'Cannot read "{file}": {reason}',
    fix: 'Give this user read permission',
  },
  FILE_TOO_LARGE: {
    severity: 'error',
    text: 'Cannot read "{file}" as it has {size byte|bytes}: the limit is {limit}',
    fix: 'Keep one client per file, and no other data in it',
  },
  FILE_NOT_UTF8: {
    severity: 'error',
    text: 'Cannot read "{file}" as UTF-8 text: the byte at offset {offset} is not valid',
    fix: 'Save the file in the encoding UTF-8',
  },
  FILE_LINE_ENDS: {
    severity: 'error',
    text: 'Cannot read the lines of "{file}" as a carriage return alone ends one, at offset {offset}',
    fix: 'Save the file with the line ends of Unix (LF) or of Windows (CRLF)',
  },
  FILE_EMPTY: {
    severity: 'error',
    text: 'Cannot read "{file}" as it is empty',
    fix: 'Copy a file of access/clients as a start, or delete this one',
  },
  YAML_SYNTAX: {
    severity: 'error',
    text: 'Cannot parse the YAML: {reason}',
    fix: 'Correct this line or the one before: align it with its neighbours, close every bracket and quote, write a space after a colon, and put a text that contains a colon in quotes',
  },
  YAML_TAB: {
    severity: 'error',
    text: 'Cannot parse the YAML as a tab indents this line: only spaces may indent',
    fix: 'Replace the tab by spaces',
  },
  YAML_DUPLICATE_KEY: {
    severity: 'error',
    text: 'Cannot use the key "{key}" twice: a mapping has each key once',
    fix: 'Keep one of the two',
  },
  YAML_KEY: {
    severity: 'error',
    text: 'Cannot use "{key}" as a key',
    fix: 'Write a plain word as the key',
  },
  YAML_MERGE_KEY: {
    severity: 'error',
    text: 'Cannot use the merge key "<<": YAML 1.2 has none, and it would hide who gets what',
    fix: 'Write the keys of the other mapping here',
  },
  YAML_TOO_DEEP: {
    severity: 'error',
    text: 'Cannot read the YAML as it nests lists and mappings deeper than {limit level|levels}',
    fix: 'Close the open brackets; the access files need six levels',
  },
  YAML_ALIAS_BOMB: {
    severity: 'error',
    text: 'Cannot resolve the aliases as they expand to more than {limit node|nodes}',
    fix: 'Write the values out in full',
  },
  YAML_MULTIPLE_DOCUMENTS: {
    severity: 'error',
    text: 'Cannot read this file as it has more than one YAML document',
    fix: 'Remove the line "---" and move the second document into a file of its own',
  },
  ESTATE_INVALID: {
    severity: 'error',
    text: 'Cannot use the estate as {path} is wrong: {message}',
    fix: 'Correct it; docs/estate.md explains each key',
  },
  FAULTS_INVALID: {
    severity: 'error',
    text: 'Cannot use the faults as {path} is wrong: {message}',
    fix: 'Correct it; docs/estate.md explains each fault',
  },
} as const satisfies Record<string, Entry>
