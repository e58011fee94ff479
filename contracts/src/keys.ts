/** The keys of a request, in the order in which the vendor reports them. */
export const REQUEST_KEYS: readonly string[] = ['userIds', 'message', 'deeplink'];

/** The keys of `message`, in the order in which the vendor reports them. */
export const MESSAGE_KEYS: readonly string[] = ['title', 'summary'];
