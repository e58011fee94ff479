export { startVendor } from './vendor.js';
