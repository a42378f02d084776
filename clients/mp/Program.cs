using MetricsPlatform.Client;
using MetricsPlatform.Client.Commands;

return await Mp.Run(args, Surroundings.Real);
