/** tt.showActionSheet takes six choices at most; iOS adds 取消 to them, Android does not. */

/**
 * Lets the developer choose. Resolves with the index, or -1 when the sheet was closed without a choice;
 * rejects when it could not be shown.
 */
export function choose(itemList: string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    tt.showActionSheet({
      itemList,
      success: ({ tapIndex }) => resolve(tapIndex),
      fail: (error) => (/cancel/i.test(error.errMsg) ? resolve(-1) : reject(error)),
    });
  });
}
