/** The stack of our own people and system users. Every other stack belongs to a client and has its slug as name. */
export const AGENCY_STACK = 'agency'
