export const AGENCY_FILE = 'access/agency.yaml'
export const FUNCTIONS_FILE = 'access/functions.yaml'
export const PACKAGES_FILE = 'access/packages.yaml'

/** One file a client, named by its slug; it ends in a slash. */
export const CLIENTS_FOLDER = 'access/clients/'
