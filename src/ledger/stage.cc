#include "readout/ledger.h"
