// validatorUrl: the description is sent to no other host
SwaggerUIBundle({
  url: "/openapi.json",
  dom_id: "#swagger-ui",
  validatorUrl: null,
  tryItOutEnabled: true,
  displayRequestDuration: true,
});
