/** An id of Meta's: at most 19 digits, as it is a 64-bit number, and no zero before it (INFERENCE, graph-api 1.4). */
export const GRAPH_ID = /^[1-9]\d{0,18}$/

/** The id of an ad account: "act_" and such an id. */
export const AD_ACCOUNT_ID = /^act_[1-9]\d{0,18}$/
