'use strict';

// What Tdarr offers to plugins as methods/lib: inputs that are empty get their defaults, and the type that the plugin declares.
const typed = (type, value) => {
  if (type === 'number') {
    return Number(value) || 0;
  }
  return type === 'boolean' ? value === true || value === 'true' : value;
};

const loadDefaultValues = (inputs, details) => {
  const all = { ...inputs };
  details().inputs.forEach(({ name, type, defaultValue }) => {
    const given = typeof all[name] === 'string' ? all[name].trim() : all[name];
    all[name] = typed(type, given === undefined || given === '' ? defaultValue : given);
  });
  return all;
};

module.exports = () => ({ loadDefaultValues });
