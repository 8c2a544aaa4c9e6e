import { AGENCY_FILE } from '../model/access-files.ts'
import type { Principal } from '../model/model.ts'
import { git } from './git.ts'

/** The patches of every commit that touched agency.yaml, in lower case; empty without a git history. */
export async function agencyHistory(root: string): Promise<string> {
  try {
    const history = await git(root, ['log', '--patch', '--format=', '--no-color', '--', AGENCY_FILE])
    return history.toString().toLowerCase()
  } catch {
    return ''
  }
}

/** Those of `names` that any version of agency.yaml listed. */
export function formerlyListed(history: string, names: readonly Principal[]): ReadonlySet<Principal> {
  return new Set(names.filter((name) => holds(history, name.toLowerCase())))
}

/** Characters that can continue a name. */
const OF_A_NAME = /[\w.+@-]/

/** Whether a text holds the name by itself, not as part of a longer one. */
function holds(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + 1)) {
    const around = [text[at - 1], text[at + name.length]]
    if (around.every((one) => one === undefined || !OF_A_NAME.test(one))) return true
  }
  return false
}
