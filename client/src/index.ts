export type { PushAnswer, PushMessage, PushRequest } from 'imshop-contracts';
