import { useEffect, useState } from 'react';

/** The value once it has not changed for a moment: a question asked at every key would be asked in vain. */
export const useSettled = <Value>(value: Value, milliseconds = 150): Value => {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return settled;
};
