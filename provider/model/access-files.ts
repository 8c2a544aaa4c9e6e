export const AGENCY_FILE = 'access/agency.yaml'
export const FUNCTIONS_FILE = 'access/functions.yaml'
export const PACKAGES_FILE = 'access/packages.yaml'

/** Holds one file a client, named by its slug. The path ends in a slash. */
export const CLIENTS_FOLDER = 'access/clients/'

/** Severities, limits and patterns of the policy rules; without the file the defaults apply. */
export const POLICY_FILE = 'access/policy.yaml'

/** The path of a client's file. */
export function clientFile(slug: string): string {
  return `${CLIENTS_FOLDER}${slug}.yaml`
}

/** The slug of the client whose file this is; undefined for a common file. */
export function slugIn(file: string | undefined): string | undefined {
  if (file?.startsWith(CLIENTS_FOLDER) !== true) return undefined
  return file.slice(CLIENTS_FOLDER.length).replace(/\.ya?ml$/, '')
}
