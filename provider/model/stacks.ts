/** The stack of our own people and system users; every other stack is a client's, named by its slug. */
export const AGENCY_STACK = 'agency'
