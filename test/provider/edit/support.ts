import type { Edit } from '../../../provider/edit/edit.ts'
import { editYaml } from '../../../provider/edit/edit-yaml.ts'

export const FILE = 'access/clients/acme.yaml'

/** Line by line, so that the expected text reads as a file does. */
export function lines(...all: string[]): string {
  return `${all.join('\n')}\n`
}

export function edited(text: string, ...edits: Edit[]): string {
  const result = editYaml(FILE, text, edits)
  if ('refused' in result) throw new Error(`refused: ${JSON.stringify(result.refused)}`)
  return result.text
}

export function refusedCode(text: string, ...edits: Edit[]): string | undefined {
  const result = editYaml(FILE, text, edits)
  return 'refused' in result ? result.refused.code : undefined
}
